import { Icon } from "./icon.tsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { MilestoneState } from "#core/features/agreements.ts";
import { Badge, type Tone } from "./badge.tsx";
import { cx } from "./cx.ts";

const looks: Record<MilestoneState, { tone: Tone; icon: ReactNode; stone: string }> = {
  Unfunded: { tone: "plain", icon: <Icon name="circle-dashed" />, stone: "border border-dashed border-edge/70" },
  Funded: { tone: "held", icon: <Icon name="landmark" />, stone: "bg-held-fill" },
  Submitted: { tone: "note", icon: <Icon name="package-check" />, stone: "bg-note-fill" },
  Disputed: { tone: "bad", icon: <Icon name="scale" />, stone: "bg-bad-fill" },
  Released: { tone: "good", icon: <Icon name="circle-check" />, stone: "bg-good-fill" },
  Refunded: { tone: "plain", icon: <Icon name="undo-2" />, stone: "bg-edge" },
  Settled: { tone: "brand", icon: <Icon name="handshake" />, stone: "bg-brand" },
  Ruled: { tone: "brand", icon: <Icon name="gavel" />, stone: "bg-brand" },
  Amended: { tone: "plain", icon: <Icon name="replace" />, stone: "bg-edge" },
};

/** The state of one milestone, in the contract's own word. */
export const MilestoneStatus = ({ state }: { state: MilestoneState }) => {
  const t = useTranslations("ui.milestone");
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(state)}
    </Badge>
  );
};

/** All milestones of an agreement as one course of stones, as wide as their share of the money. */
export const MilestoneCourse = ({
  milestones,
  className,
}: {
  milestones: readonly { state: MilestoneState; amount: string | bigint }[];
  className?: string;
}) => {
  const t = useTranslations("ui");
  const total = milestones.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const share = (amount: bigint) => (total === 0n ? 1 : Math.max(6, Number((amount * 100n) / total)));
  const counts = new Map<MilestoneState, number>();
  for (const { state } of milestones) counts.set(state, (counts.get(state) ?? 0) + 1);
  const said = [...counts].map(([state, count]) => t("course", { count, state: t(`milestone.${state}`) })).join(", ");
  return (
    <div role="img" aria-label={said} title={said} className={cx("flex h-2.5 w-full gap-0.5", className)}>
      {milestones.map(({ state, amount }, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a milestone is known by its place.
          key={at}
          className={cx("min-w-1.5 rounded-[2px]", looks[state].stone)}
          style={{ flexGrow: share(BigInt(amount)) }}
        />
      ))}
    </div>
  );
};
