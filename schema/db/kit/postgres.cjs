module.exports = { ...require("../postgres.ts").postgresTables };
