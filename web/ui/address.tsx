import { useTranslations } from "next-intl";
import Link from "next/link";
import { Avatar } from "./avatar.tsx";
import { CopyButton } from "./copy-button.tsx";
import { cx } from "./cx.ts";
import { KnownName } from "./known-name.tsx";

export const shortHex = (hex: string, ends = 4): string =>
  hex.length <= 2 + ends * 2 ? hex : `${hex.slice(0, 2 + ends)}…${hex.slice(-ends)}`;

/** An address or who stands behind it. The whole address is what is copied and what the mouse sees. */
export const Address = ({
  address,
  name,
  href,
  size = "md",
  copy = false,
  picture = true,
  full = false,
}: {
  address: string;
  name?: string | null;
  href?: string;
  size?: "sm" | "md" | "lg";
  copy?: boolean;
  picture?: boolean;
  /** All 42 characters, where money is about to go there. */
  full?: boolean;
}) => {
  const t = useTranslations("ui");
  const digits = (
    <bdi
      dir="ltr"
      className={cx(
        "font-mono tabular",
        full && "break-all",
        name && "text-ink-faint",
        size === "lg" ? "text-sm" : "text-[0.8125rem]",
      )}
    >
      {full ? address : shortHex(address)}
    </bdi>
  );
  const words = (
    <span className={cx("flex min-w-0", size === "lg" ? "flex-col" : "items-baseline gap-1.5", full && "flex-col gap-0")}>
      {name && <bdi className={cx("truncate font-semibold", size === "lg" && "text-lg")}>{name}</bdi>}
      {name ? size !== "sm" && digits : <KnownName address={address}>{digits}</KnownName>}
    </span>
  );
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-2 align-middle" title={address}>
      {picture && <Avatar seed={address} size={size === "lg" ? 44 : size === "md" ? 26 : 20} />}
      {href ? (
        <Link
          href={href}
          className="min-w-0 rounded-sm decoration-edge underline-offset-4 hover:underline pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:items-center"
        >
          {words}
        </Link>
      ) : (
        words
      )}
      {copy && <CopyButton text={address} label={t("copyAddress")} />}
    </span>
  );
};
