import type { Page } from "#core/lib/page.ts";
import type { Profile, ProfileInput, Standing } from "#core/features/profiles.ts";
import type { Address } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";
import { Prisma } from "#db";
import type { Deps } from "../../deps.ts";
import { asDigits, asHex, markOf, pageOf, readMark } from "../../lib/paging.ts";
import type { RequestContext, Viewer } from "../../lib/request.ts";
import { likeWords } from "../../lib/search.ts";
import { noStanding, type ProfileRow, type StandingRow, toProfile, toStanding } from "./view.ts";

const columns = Prisma.sql`
  p.address, p.handle, p.name, p.headline, p.bio, p.location, p.time_zone as "timeZone", p.skills, p.links,
  p.available_hours as "availableHours", p.joined_at as "joinedAt"`;

/** One row an account that ever had a standing or a seat on this chain. */
const standings = (chainId: number) => Prisma.sql`
  coalesce(s.experience, 0)::text as experience, coalesce(s.completed, 0) as completed, coalesce(s.won, 0) as won,
  coalesce(s.lost, 0) as lost, s.last_activity as "lastActivity",
  (select count(*)::int from chain.seat t where t.chain_id = ${chainId} and t.arbiter = who.address and t.left_at is null) as seats`;

export const profileService = ({ database: { prisma }, change, settings: { chainId } }: Deps) => {
  const select = (where: Prisma.Sql, limit: number) => prisma.$queryRaw<ProfileRow[]>`
    select ${columns}, ${standings(chainId)}
    from app.person p
    cross join lateral (select p.address) who
    left join chain.standing s on s.chain_id = ${chainId} and s.account = p.address
    where ${where}
    order by coalesce(s.experience, 0) desc, p.address
    limit ${limit}`;

  const list = async (input: {
    after?: string | undefined;
    limit: number;
    search?: string | undefined;
    skill?: string | undefined;
  }): Promise<Page<Profile>> => {
    const mark = readMark(input.after, asDigits, asHex);
    const words = input.search?.trim();
    const like = words ? `%${likeWords(words)}%` : undefined;
    const where = Prisma.join(
      [
        Prisma.sql`true`,
        ...(mark
          ? [
              Prisma.sql`(coalesce(s.experience, 0) < ${mark[0]}::numeric or (coalesce(s.experience, 0) = ${mark[0]}::numeric and p.address > ${mark[1]}))`,
            ]
          : []),
        ...(like ? [Prisma.sql`(p.handle ilike ${like} or p.name ilike ${like} or p.headline ilike ${like})`] : []),
        ...(input.skill ? [Prisma.sql`p.skills @> array[${input.skill}]`] : []),
      ],
      " and ",
    );
    const rows = await select(where, input.limit + 1);
    return pageOf(rows, input.limit, toProfile, (row) => markOf(row.experience, row.address));
  };

  const get = async ({ who }: { who: string }): Promise<Profile> => {
    const key = who.toLowerCase();
    const [row] = await select(Prisma.sql`p.${Prisma.raw(key.startsWith("0x") ? "address" : "handle")} = ${key}`, 1);
    if (!row) throw new Problem("not-found", "Nobody here goes by this name. Check the handle or the address.");
    return toProfile(row);
  };

  const standing = async (address: Address): Promise<Standing> => {
    const [row] = await prisma.$queryRaw<StandingRow[]>`
      select ${standings(chainId)}
      from (select ${address} as address) who
      left join chain.standing s on s.chain_id = ${chainId} and s.account = who.address`;
    return row ? toStanding(row) : noStanding;
  };

  const update = async (
    input: ProfileInput,
    { viewer, requestId }: { viewer: Viewer } & Pick<RequestContext, "requestId">,
  ): Promise<Profile> => {
    await change(requestId, async (tx, tell) => {
      await tx.person
        .update({ where: { address: viewer.address }, data: { ...input, skills: [...new Set(input.skills)] } })
        .catch((error: unknown) => {
          if (!isTaken(error)) throw error;
          throw new Problem("conflict", "handle: somebody else has this handle; choose another.", { handle: "taken" });
        });
      await tell("profile.updated", { address: viewer.address });
    });
    return get({ who: viewer.address });
  };

  return { list, get, update, standing };
};

const isTaken = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
