-- Three schemas, two roles beside the owner. What a role may not touch, a bug in its process cannot spoil.
CREATE SCHEMA IF NOT EXISTS "app";
CREATE SCHEMA IF NOT EXISTS "chain";
CREATE SCHEMA IF NOT EXISTS "bus";
-- The job queue makes its own tables here.
CREATE SCHEMA IF NOT EXISTS "pgboss";

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- Roles belong to the whole server, so another database may have made them. Passwords are set by whoever runs this.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guildhall_api') THEN
    CREATE ROLE guildhall_api LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guildhall_indexer') THEN
    CREATE ROLE guildhall_indexer LOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

-- app: written by the api alone.
GRANT USAGE ON SCHEMA app TO guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT USAGE, SELECT ON SEQUENCES TO guildhall_api;

-- chain: written by the indexer, which may also empty and rebuild it; read by the api.
GRANT USAGE ON SCHEMA chain TO guildhall_indexer, guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA chain GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO guildhall_indexer;
ALTER DEFAULT PRIVILEGES IN SCHEMA chain GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO guildhall_indexer;
ALTER DEFAULT PRIVILEGES IN SCHEMA chain GRANT SELECT ON TABLES TO guildhall_api;

-- bus: both add facts; what is said stays said. The consumer table gets its own grant where it is made.
GRANT USAGE ON SCHEMA bus TO guildhall_indexer, guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA bus GRANT SELECT, INSERT ON TABLES TO guildhall_indexer, guildhall_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA bus GRANT USAGE, SELECT ON SEQUENCES TO guildhall_indexer, guildhall_api;

GRANT USAGE, CREATE ON SCHEMA pgboss TO guildhall_api;
