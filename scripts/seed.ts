/** node scripts/seed.ts: seeds a new local Guildhall; `npm start` does the same by itself at its first start. */
import { complain } from "./local/complaint.ts";
import { readConfig } from "./seed/config.ts";
import { seed } from "./seed/seed.ts";

await Promise.resolve()
  .then(() => seed({ ...readConfig(), say: (line) => console.log(line) }))
  .catch(complain);
