import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { PostedProjects, ProfileView, profileQuery, workOfQuery } from "#web/features/profiles/index.ts";
import { ReputationHistory, reputationEventsQuery, TokenPicture } from "#web/features/reputation/index.ts";
import { Prefetched, serverApi } from "#web/lib/api-server.tsx";
import { excerpt } from "#web/lib/excerpt.ts";
import { found } from "#web/lib/found.ts";
import { Breadcrumbs } from "#web/ui/page-header.tsx";
import { Columns, Page } from "#web/ui/page.tsx";

const profileOf = cache(async (who: string) => found((await serverApi()).profiles.get({ who })));

export const generateMetadata = async ({ params }: PageProps<"/people/[who]">): Promise<Metadata> => {
  const t = await getTranslations("profiles");
  const profile = await profileOf((await params).who);
  return profile ? { title: profile.name, description: profile.headline || excerpt(profile.bio) } : { title: t("title") };
};

export default async function PersonPage({ params }: PageProps<"/people/[who]">) {
  const { who } = await params;
  const t = await getTranslations("profiles");
  const profile = await profileOf(who);
  return (
    <Page>
      <Breadcrumbs trail={[{ href: "/people", label: t("title") }]} />
      <Prefetched
        queries={(api, client) =>
          profile
            ? [
                Promise.resolve(client.setQueryData(profileQuery(api, who).queryKey, profile)),
                client.prefetchInfiniteQuery(reputationEventsQuery(api, profile.address)),
                client.prefetchQuery(workOfQuery(api, profile.address)),
              ]
            : []
        }
      >
        <Columns aside={<TokenPicture who={who} />}>
          <ProfileView who={who} />
          <ReputationHistory who={who} />
          <PostedProjects who={who} />
        </Columns>
      </Prefetched>
    </Page>
  );
}
