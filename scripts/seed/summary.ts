import { people } from "./people.ts";
import type { Telling, World } from "./world.ts";

const tally = (words: readonly string[]): string =>
  [...Map.groupBy(words, (word) => word)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([word, all]) => `${all.length} ${word}`)
    .join(", ");

/** What is there now, as the API tells it. */
export async function summaryOf(tellings: readonly Telling[], world: World, seconds: number): Promise<string[]> {
  const signedIn = people.filter(({ role }) => role !== "newcomer").length;
  const agreements = await Promise.all(
    tellings.flatMap(({ agreement }) => (agreement ? [agreement.client.api.agreements.get({ id: agreement.id })] : [])),
  );
  const { items: cases } = await world.hall.api.disputes.list({ limit: 100 });
  const { seats } = await world.hall.api.escrow.figures();
  const proposals = tellings.reduce((sum, { story }) => sum + story.proposals.length, 0);

  return [
    `${signedIn} people, ${tellings.length} projects, ${proposals} proposals, ${agreements.length} agreements, ${seats} seats`,
    `agreements: ${tally(agreements.map(({ state }) => state))}`,
    `milestones: ${tally(agreements.flatMap(({ plan }) => plan.map(({ state }) => state)))}`,
    `cases: ${tally(cases.map(({ period }) => period))}`,
    `${world.transactions()} transactions in ${seconds.toFixed(1)} s`,
  ];
}
