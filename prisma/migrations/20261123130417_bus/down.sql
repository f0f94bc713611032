REVOKE DELETE ON "bus"."outbox" FROM guildhall_api;
DROP TABLE "bus"."dead_letter";
ALTER TABLE "chain"."log" DROP COLUMN "xid";
