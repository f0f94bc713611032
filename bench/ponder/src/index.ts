import { ponder } from "ponder:registry";
import { accepted, completed, created, earned, released, submitted } from "ponder:schema";

type Seen = { id: string; block: { number: bigint; timestamp: bigint } };
const point = ({ id, block }: Seen) => ({ id, block: block.number, at: block.timestamp });

ponder.on("Escrow:Created", async ({ event, context }) => {
  const { id, milestones, ...args } = event.args;
  const text = JSON.stringify(milestones.map(({ amount, due }) => ({ amount: `${amount}`, due })));
  await context.db.insert(created).values({ ...args, agreement: id, milestones: text, ...point(event) });
});
ponder.on("Escrow:Accepted", async ({ event, context }) => {
  await context.db.insert(accepted).values({ agreement: event.args.id, ...point(event) });
});
ponder.on("Escrow:Submitted", async ({ event, context }) => {
  const { id, ...args } = event.args;
  await context.db.insert(submitted).values({ ...args, agreement: id, ...point(event) });
});
ponder.on("Escrow:Released", async ({ event, context }) => {
  const { id, ...args } = event.args;
  await context.db.insert(released).values({ ...args, agreement: id, ...point(event) });
});
ponder.on("Reputation:ExperienceEarned", async ({ event, context }) => {
  await context.db.insert(earned).values({ ...event.args, ...point(event) });
});
ponder.on("Reputation:Completed", async ({ event, context }) => {
  await context.db.insert(completed).values({ ...event.args, ...point(event) });
});
