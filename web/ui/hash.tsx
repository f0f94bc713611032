import { Icon } from "./icon.tsx";
import { useFormatter, useTranslations } from "next-intl";
import { shortHex } from "./address.tsx";
import { CopyButton } from "./copy-button.tsx";

/** A digest or the hash of a transaction; linked when the chain has an explorer. */
export const Hash = ({
  hash,
  href,
  copy = true,
  full = false,
}: {
  hash: string;
  href?: string | null;
  copy?: boolean;
  full?: boolean;
}) => {
  const t = useTranslations("ui");
  const digits = (
    <bdi dir="ltr" className={full ? "break-all" : undefined}>
      {full ? hash : shortHex(hash, 6)}
    </bdi>
  );
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1 align-middle font-mono text-[0.8125rem]" title={hash}>
      {href ? (
        <a
          href={href}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 rounded-sm text-brand underline-offset-4 hover:underline"
        >
          {digits}
          <Icon name="external-link" aria-label={t("opensElsewhere")} className="size-3.5" />
        </a>
      ) : (
        digits
      )}
      {copy && <CopyButton text={hash} label={t("copyHash")} />}
    </span>
  );
};

export const BlockNumber = ({ block, href }: { block: string | bigint; href?: string | null }) => {
  const format = useFormatter();
  const digits = (
    <bdi dir="ltr" className="font-mono text-[0.8125rem] tabular">
      #{format.number(BigInt(block))}
    </bdi>
  );
  return href ? (
    <a href={href} target="_blank" rel="noreferrer" className="rounded-sm text-brand underline-offset-4 hover:underline">
      {digits}
    </a>
  ) : (
    digits
  );
};
