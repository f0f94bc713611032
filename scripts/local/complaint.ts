/** Something the person who started us can put right. Printed as its one sentence, without a stack. */
export class Complaint extends Error {
  override name = "Complaint";
}

/** The last catch of a script. */
export function complain(error: unknown): never {
  console.error(error instanceof Complaint ? error.message : error);
  process.exit(1);
}
