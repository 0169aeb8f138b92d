// For drizzle-kit, which looks for tables among a module's exports: `npx drizzle-kit generate --config drizzle.postgres.config.ts`.
module.exports = { ...require("../postgres.ts").postgresTables };
