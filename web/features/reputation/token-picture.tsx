"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApi } from "#web/lib/api.tsx";
import { useChain } from "#web/lib/chain.tsx";
import { useReader } from "#web/lib/reader.ts";
import { useSeen } from "#web/lib/seen.ts";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Help } from "#web/ui/help.tsx";

const pictureIn = (uri: string): string | null => {
  const [head, body] = uri.split(",", 2);
  if (!body || !head?.startsWith("data:application/json")) return null;
  const json: unknown = JSON.parse(
    head.endsWith(";base64")
      ? new TextDecoder().decode(Uint8Array.from(atob(body), (char) => char.charCodeAt(0)))
      : decodeURIComponent(body),
  );
  const image = typeof json === "object" && json !== null && "image" in json ? json.image : null;
  return typeof image === "string" && image.startsWith("data:image/svg+xml") ? image : null;
};

/** As ERC-721 has it. By itself: with the rest of the contract's words it would be most of what this page carries. */
const abi = [
  {
    type: "function",
    name: "tokenURI",
    stateMutability: "view",
    inputs: [{ name: "tokenId", type: "uint256" }],
    outputs: [{ name: "", type: "string" }],
  },
] as const;

/** The reputation token as the contract draws it, asked from the chain itself. Who has none yet is shown without it. */
export const TokenPicture = ({ who }: { who: string }) => {
  const t = useTranslations("reputation");
  const chain = useChain();
  const reader = useReader();
  const [ref, isSeen] = useSeen<HTMLDivElement>();
  const { data: profile } = useQuery(useApi().profiles.get.queryOptions({ input: { who } }));
  const { experience, completed, won, lost } = profile?.standing ?? { experience: "0", completed: 0, won: 0, lost: 0 };
  const has = experience !== "0" || completed + won + lost > 0;

  const { data: picture } = useQuery({
    queryKey: ["reputation-token", chain?.reputation, profile?.address, experience, completed, won, lost],
    enabled: Boolean(chain && profile && has && isSeen),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
    queryFn: async () => {
      const node = await reader();
      const uri = await node.read({
        abi,
        address: chain!.reputation,
        functionName: "tokenURI",
        args: [BigInt(profile!.address)],
      });
      return typeof uri === "string" ? pictureIn(uri) : null;
    },
  });

  if (!picture) return <div ref={ref} />;
  return (
    <Card>
      <CardTitle>
        {t("token")}
        <Help word={t("soulbound")}>{t("soulboundHelp")}</Help>
      </CardTitle>
      {/* biome-ignore lint/performance/noImgElement: a picture inside the page needs no optimising server */}
      <img src={picture} alt={t("tokenPicture", { name: profile?.name ?? "" })} className="mx-auto w-full max-w-80 rounded-md" />
    </Card>
  );
};
