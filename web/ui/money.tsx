import { useLocale } from "next-intl";
import { cx } from "./cx.ts";
import { moneyText, type TokenLook } from "./money-text.ts";

/** An amount of a token, drawn the same everywhere. `exact` shows every digit, where a person is about to pay it. */
export const Money = ({
  amount,
  token,
  exact = false,
  places = 4,
  className,
}: {
  amount: bigint | string;
  token: TokenLook;
  exact?: boolean;
  places?: number;
  className?: string;
}) => {
  const locale = useLocale();
  const wei = BigInt(amount);
  const whole = moneyText(wei, token, locale, token.decimals);
  const text = exact ? whole : moneyText(wei, token, locale, places);
  const [digits, unit] = text.split("\u00a0");
  return (
    <data
      dir="ltr"
      value={wei.toString()}
      title={whole}
      className={cx("tabular whitespace-nowrap [unicode-bidi:isolate]", className)}
    >
      {digits}
      <span className="text-[0.86em] font-medium">{`\u00a0${unit}`}</span>
    </data>
  );
};
