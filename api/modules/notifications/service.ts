import { Notification } from "#core/features/notifications.ts";
import type { Page } from "#core/lib/page.ts";
import type { Deps } from "../../deps.ts";
import { asDate, asUuid, markOf, pageOf, readMark } from "../../lib/paging.ts";
import type { Viewer } from "../../lib/request.ts";

/** A person's own, always: there is no parameter that names another. */
export const notificationService = ({ database: { prisma }, clock }: Deps) => {
  const unreadOf = (address: string) => prisma.notification.count({ where: { address, readAt: null } });

  const list = async (
    { after, limit }: { after?: string | undefined; limit: number },
    { viewer: { address } }: { viewer: Viewer },
  ): Promise<Page<Notification> & { unread: number }> => {
    const mark = readMark(after, asDate, asUuid);
    const [rows, unread] = await Promise.all([
      prisma.notification.findMany({
        where: { address, ...(mark ? { OR: [{ at: { lt: mark[0] } }, { at: mark[0], id: { lt: mark[1] } }] } : {}) },
        orderBy: [{ at: "desc" }, { id: "desc" }],
        take: limit + 1,
      }),
      unreadOf(address),
    ]);
    const page = pageOf(
      rows,
      limit,
      ({ id, topic, facts, href, at, readAt }) =>
        Notification.parse({ id, topic, facts, href, at: at.toISOString(), readAt: readAt?.toISOString() ?? null }),
      (row) => markOf(row.at, row.id),
    );
    return { ...page, unread };
  };

  /** Everything up to the one that the person has seen; what came meanwhile stays unread. */
  const read = async ({ upTo }: { upTo: string }, { viewer: { address } }: { viewer: Viewer }): Promise<{ unread: number }> => {
    const last = await prisma.notification.findFirst({ where: { id: upTo, address }, select: { at: true, id: true } });
    if (last) {
      await prisma.notification.updateMany({
        where: { address, readAt: null, OR: [{ at: { lt: last.at } }, { at: last.at, id: { lte: last.id } }] },
        data: { readAt: await clock.now() },
      });
    }
    return { unread: await unreadOf(address) };
  };

  return { list, read };
};
