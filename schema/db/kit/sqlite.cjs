// For drizzle-kit, which looks for tables among a module's exports: `npx drizzle-kit generate --config drizzle.sqlite.config.ts`.
module.exports = { ...require("../sqlite.ts").sqliteTables };
