-- AlterTable
ALTER TABLE "chain"."escrow_agreement" ADD COLUMN     "next" TEXT;

-- AlterTable
ALTER TABLE "chain"."milestone" ADD COLUMN     "to_next" DECIMAL(78,0) NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "app"."amendment" (
    "id" UUID NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "next_id" TEXT NOT NULL,
    "open_for" TEXT,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "funded" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "at_block" BIGINT NOT NULL,
    "word" DECIMAL(78,0) NOT NULL,
    "moved" DECIMAL(78,0) NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "client_signature" TEXT,
    "developer_signature" TEXT,
    "decision" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "amendment_next_id_key" ON "app"."amendment"("next_id");

-- CreateIndex
CREATE UNIQUE INDEX "amendment_open_for_key" ON "app"."amendment"("open_for");

-- CreateIndex
CREATE INDEX "amendment_agreement_id_created_at_idx" ON "app"."amendment"("agreement_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "escrow_agreement_previous_idx" ON "chain"."escrow_agreement"("previous");

-- AddForeignKey
ALTER TABLE "app"."amendment" ADD CONSTRAINT "amendment_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "app"."agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."amendment" ADD CONSTRAINT "amendment_next_id_fkey" FOREIGN KEY ("next_id") REFERENCES "app"."agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
