import { Credit, Totals } from "#core/features/escrow.ts";
import type { Deps } from "../../deps.ts";
import type { Viewer } from "../../lib/request.ts";

/** Chain facts are everybody's; what the contracts owe is asked for oneself alone. */
export const escrowService = ({ database: { prisma }, settings: { chainId } }: Deps) => {
  const credits = async ({ viewer }: { viewer: Viewer }): Promise<Credit[]> => {
    const rows = await prisma.credit.findMany({
      where: { chainId, account: viewer.address, amount: { gt: 0 } },
      orderBy: [{ source: "asc" }, { token: "asc" }],
    });
    return rows.map(({ source, token, amount }) => Credit.parse({ source, token, amount: amount.toFixed() }));
  };

  /** `released` is what went to developers, fees included; what a ruling or a settlement split counts on both sides. */
  const totals = async (): Promise<Totals[]> => {
    const rows = await prisma.$queryRaw<unknown[]>`
      select e.token,
        coalesce(sum(m.amount - m.to_next) filter (where m.state <> 'Unfunded'), 0)::text as funded,
        sum(m.locked)::text as locked,
        sum(m.to_developer + m.fee)::text as released,
        sum(m.to_client)::text as refunded
      from chain.milestone m join chain.escrow_agreement e on e.id = m.agreement_id
      where e.chain_id = ${chainId}
      group by e.token order by e.token`;
    return rows.map((row) => Totals.parse(row));
  };

  const figures = async () => {
    const [sums, agreements, openProjects, people, seats, casesRuled, cursor] = await Promise.all([
      totals(),
      prisma.escrowAgreement.count({ where: { chainId } }),
      prisma.project.count({ where: { state: "open" } }),
      prisma.person.count(),
      prisma.seat.count({ where: { chainId, leftAt: null } }),
      prisma.case.count({ where: { chainId, ruledAt: { not: null } } }),
      prisma.cursor.findUnique({ where: { chainId }, select: { block: true } }),
    ]);
    return { totals: sums, agreements, openProjects, people, seats, casesRuled, block: (cursor?.block ?? 0n).toString() };
  };

  return { credits, figures };
};
