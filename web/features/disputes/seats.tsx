"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { useApi } from "#web/lib/api.tsx";
import { NATIVE, useChain, useToken } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useSession } from "#web/lib/session.tsx";
import { Shown } from "#web/lib/shown.tsx";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import { Button } from "#web/ui/button.tsx";
import { Card, CardTitle, Fact, Facts } from "#web/ui/card.tsx";
import { useChainNow } from "#web/ui/clock.tsx";
import { Help } from "#web/ui/help.tsx";
import { Money } from "#web/ui/money.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { Moment, Span } from "#web/ui/time.tsx";
import { seatsQuery } from "./queries.ts";
import { useCourt } from "./use-court.ts";

const SHOWN = 8;

/** Who sits in the court, and how to sit there oneself. */
export const Seats = () => {
  const t = useTranslations("disputes.seats");
  const { me } = useSession();
  const query = useQuery(seatsQuery(useApi()));
  return (
    <Card>
      <CardTitle>
        {t("title")}
        <Help word={t("arbiter")}>{t("arbiterHelp")}</Help>
      </CardTitle>
      <TakeSeat />
      <Shown query={query} label={t("loading")} loading={<p className="mt-4 text-sm text-ink-faint">{t("loading")}</p>}>
        {({ items }) => {
          const taken = items.filter(({ leftAt }) => leftAt === null);
          const mine = taken.filter(({ arbiter }) => arbiter.address === me?.address);
          const owners = [...new Map(taken.map(({ arbiter }) => [arbiter.address, arbiter])).values()];
          return (
            <>
              {mine.map(({ seat, takenAt }) => (
                <MySeat key={seat} seat={seat} takenAt={takenAt} />
              ))}
              <h3 className="mt-5 mb-2 text-sm font-semibold">{t("taken", { count: taken.length })}</h3>
              <ul className="space-y-1.5 text-sm">
                {owners.slice(0, SHOWN).map((arbiter) => (
                  <li key={arbiter.address}>
                    <PersonLink person={arbiter} />
                  </li>
                ))}
              </ul>
              {owners.length > SHOWN && (
                <p className="mt-2 text-sm text-ink-faint">{t("more", { count: owners.length - SHOWN })}</p>
              )}
            </>
          );
        }}
      </Shown>
    </Card>
  );
};

const TakeSeat = () => {
  const t = useTranslations("disputes.seats");
  const chain = useChain();
  const coin = useToken(NATIVE);
  const call = useCourt();
  const { transact } = useTransactions();
  if (!chain) return null;
  const { seatStake, standard, panels } = chain.courtParameters;
  const stake = BigInt(seatStake);
  const take = () =>
    transact({
      title: t("take"),
      summary: t("takeSummary"),
      facts: [
        { name: t("stake"), value: <Money amount={stake} token={coin} exact />, help: t("stakeHelp") },
        { name: t("panel"), value: panels.join(", ") },
      ],
      ifNobodyActs: t("takeNobody"),
      call: call("takeSeat", [], stake),
      success: t("taken2"),
    });
  return (
    <>
      <p className="text-sm text-ink-soft">{t("lead")}</p>
      <Facts className="mt-2 text-sm">
        <Fact name={t("stake")}>
          <Money amount={stake} token={coin} exact />
        </Fact>
        <Fact name={t("commitPeriod")}>
          <Span seconds={standard.commit} />
        </Fact>
        <Fact name={t("revealPeriod")}>
          <Span seconds={standard.reveal} />
        </Fact>
      </Facts>
      <Button variant="primary" wide icon={<Icon name="armchair" />} className="mt-3" onClick={() => void take()}>
        {t("take")}
      </Button>
    </>
  );
};

type SeatOnChain = { arbiter: string; countsFrom: bigint; leavesAt: bigint; isBusy: boolean };

/** One's own seat, as the court itself tells it: leaving takes two steps with a delay between them. */
const MySeat = ({ seat, takenAt }: { seat: string; takenAt: string }) => {
  const t = useTranslations("disputes.seats");
  const chain = useChain();
  const reader = useReader();
  const now = useChainNow();
  const call = useCourt();
  const { transact } = useTransactions();
  const { data, refetch } = useQuery({
    queryKey: ["seat", chain?.court, seat],
    enabled: Boolean(chain),
    queryFn: async () => {
      const [{ courtAbi }, node] = await Promise.all([import("#core/chain/abi.ts"), reader()]);
      return (await node.read({
        abi: courtAbi,
        address: chain!.court,
        functionName: "seatOf",
        args: [BigInt(seat)],
      })) as SeatOnChain;
    },
  });
  const leavesAt = data && data.leavesAt > 0n ? Number(data.leavesAt) * 1000 : null;
  const mayGo = leavesAt !== null && now !== null && leavesAt <= now;
  const leave = async () => {
    await transact({
      title: leavesAt === null ? t("announce") : t("leave"),
      summary: leavesAt === null ? t("announceSummary") : t("leaveSummary"),
      call: call("leaveSeat", [BigInt(seat)]),
      success: leavesAt === null ? t("announced") : t("left"),
    });
    void refetch();
  };
  return (
    <div className="mt-4 rounded-md border border-brand/30 bg-brand-soft p-3.5 text-sm">
      <p className="font-semibold">{t("mine", { seat })}</p>
      <p className="mt-0.5 text-ink-soft">{t.rich("since", { date: () => <Moment at={takenAt} form="date" /> })}</p>
      {data?.isBusy && <p className="mt-0.5 text-ink-soft">{t("busy")}</p>}
      {leavesAt !== null && (
        <p className="mt-0.5 text-ink-soft">
          {t.rich("leaves", { date: () => <Moment at={new Date(leavesAt).toISOString()} /> })}
        </p>
      )}
      {data && (leavesAt === null || mayGo) && (
        <Button size="sm" className="mt-2.5" disabled={data.isBusy && mayGo} onClick={() => void leave()}>
          {leavesAt === null ? t("announce") : t("leave")}
        </Button>
      )}
    </div>
  );
};
