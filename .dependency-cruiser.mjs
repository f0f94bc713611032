/** The walls of docs/architecture.md: one package.json, so the folders need somebody to guard them. */
const serverFolders = "^(api|indexer|prisma)/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle has no place to begin reading. Move what both need to a third file.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolved",
      comment: "The import leads nowhere.",
      severity: "error",
      from: { pathNot: "^web/next-env\\.d\\.ts$" },
      to: { couldNotResolve: true },
    },
    {
      name: "core-knows-nobody",
      comment: "core is the language: it runs in server, browser and phone.",
      severity: "error",
      from: { path: "^core/" },
      to: { pathNot: ["^core/", "^node_modules/(zod|viem|@orpc/contract)/"] },
    },
    {
      name: "indexer-and-api-meet-in-postgres",
      severity: "error",
      from: { path: "^(indexer|api)/" },
      to: { path: "^(indexer|api)/", pathNot: "^$1/" },
    },
    {
      name: "servers-stand-alone",
      comment: "A server imports core and prisma, nothing of web, scripts or tests.",
      severity: "error",
      from: { path: serverFolders },
      to: { path: "^(web|scripts|test|contracts|bench|soak)/" },
    },
    {
      name: "prisma-knows-only-core",
      severity: "error",
      from: { path: "^prisma/" },
      to: { path: "^(api|indexer|web|scripts|test)/" },
    },
    {
      name: "web-sees-no-database",
      comment: "Pages talk to the API and the chain.",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(prisma|api|indexer|scripts|test)/|^node_modules/(pg|@prisma|ethers)/" },
    },
    {
      name: "features-never-import-features",
      severity: "error",
      from: { path: "^web/features/([^/]+)/" },
      to: { path: "^web/features/", pathNot: "^web/features/$1/" },
    },
    {
      name: "ui-only-looks",
      comment: "The design system fetches nothing and knows no wallet.",
      severity: "error",
      from: { path: "^web/ui/" },
      to: { path: "^web/(features|lib|app)/|^node_modules/(wagmi|viem|@orpc|socket\\.io-client|@tanstack)/" },
    },
    {
      name: "routes-are-entered-by-nobody",
      severity: "error",
      from: { path: "^web/(features|ui|lib)/" },
      to: { path: "^web/app/" },
    },
    {
      name: "modules-are-entered-through-index",
      severity: "error",
      from: { path: "^api/", pathNot: "^api/modules/([^/]+)/" },
      to: { path: "^api/modules/[^/]+/", pathNot: "^api/modules/[^/]+/(index|reactions)\\.ts$" },
    },
    {
      name: "modules-enter-each-other-through-index",
      severity: "error",
      from: { path: "^api/modules/([^/]+)/" },
      to: { path: "^api/modules/[^/]+/", pathNot: ["^api/modules/$1/", "^api/modules/[^/]+/index\\.ts$"] },
    },
    {
      name: "one-door-to-the-database",
      comment: "pg and the generated client are imported in prisma/ alone.",
      severity: "error",
      from: { pathNot: "^prisma/" },
      to: { path: "^(prisma/generated/|node_modules/pg/)" },
    },
    {
      name: "ethers-has-three-places",
      comment: "One bigint and one address type in product code: viem's. ethers is for contract tests, scripts and siwe.",
      severity: "error",
      from: { pathNot: "^(test/contracts/|scripts/|api/modules/session/|node_modules/)" },
      to: { path: "^node_modules/ethers/" },
    },
    {
      name: "servers-run-on-dependencies",
      comment: "What a server imports at run time is not a development dependency.",
      severity: "error",
      from: { path: serverFolders, pathNot: "^prisma/(engine|migrate)\\.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "^node_modules/@types/" },
    },
    {
      name: "tests-are-imported-by-tests",
      severity: "error",
      from: { pathNot: "^(test|scripts|bench|soak)/" },
      to: { path: "^test/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: {
      path: "^(bench/ponder|artifacts|cache|types|\\.guildhall|web/\\.next|prisma/generated/internal|prisma/generated/models)/",
    },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
