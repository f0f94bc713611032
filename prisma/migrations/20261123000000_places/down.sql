DROP SCHEMA IF EXISTS "pgboss" CASCADE;

ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE ALL ON TABLES FROM guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE ALL ON SEQUENCES FROM guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA chain REVOKE ALL ON TABLES FROM guildhall_indexer, guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA chain REVOKE ALL ON SEQUENCES FROM guildhall_indexer;
ALTER DEFAULT PRIVILEGES IN SCHEMA bus REVOKE ALL ON TABLES FROM guildhall_indexer, guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA bus REVOKE ALL ON SEQUENCES FROM guildhall_indexer, guildhall_api;

DROP SCHEMA "app", "chain", "bus";
DROP EXTENSION pg_trgm;

-- The roles go only when no other database of this server still knows them.
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['guildhall_api', 'guildhall_indexer'] LOOP
    BEGIN
      EXECUTE format('DROP ROLE IF EXISTS %I', role);
    EXCEPTION
      WHEN dependent_objects_still_exist THEN NULL;
    END;
  END LOOP;
END $$;
