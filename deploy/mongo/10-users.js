// Run once by the image, on an empty data directory: one user for each service, with rights on its own database only.
for (const service of ["accounting", "coaching", "enrolment", "notifications"]) {
  const password = process.env[`MONGO_${service.toUpperCase()}_PASSWORD`];
  if (!password) {
    throw new Error(`MONGO_${service.toUpperCase()}_PASSWORD is empty`);
  }
  db.getSiblingDB(service).createUser({ user: service, pwd: password, roles: [{ role: "readWrite", db: service }] });
}
