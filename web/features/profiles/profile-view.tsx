"use client";

import { useQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import type { Profile } from "#core/features/profiles.ts";
import { useApi } from "#web/lib/api.tsx";
import { useExplorer } from "#web/lib/chain.tsx";
import { useRoom } from "#web/lib/realtime.tsx";
import { useSession } from "#web/lib/session.tsx";
import { Shown } from "#web/lib/shown.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { Card, CardTitle } from "#web/ui/card.tsx";
import { Hash } from "#web/ui/hash.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { Moment } from "#web/ui/time.tsx";
import { profileQuery } from "./queries.ts";
import { StandingFigures } from "./standing.tsx";

export const ProfileView = ({ who }: { who: string }) => {
  const t = useTranslations("profiles");
  const query = useQuery(profileQuery(useApi(), who));
  useRoom(query.data ? `profile:${query.data.address}` : null);
  return (
    <Shown
      query={query}
      label={t("loading")}
      missing={{ title: t("missing"), text: t("missingText"), action: <ButtonLink href="/people">{t("all")}</ButtonLink> }}
    >
      {(profile) => (
        <>
          <Heading profile={profile} />
          <Card aria-label={t("standing.title")}>
            <CardTitle
              aside={profile.standing.seats > 0 && <Badge tone="brand">{t("seats", { count: profile.standing.seats })}</Badge>}
            >
              {t("standing.title")}
            </CardTitle>
            <StandingFigures standing={profile.standing} />
            <p className="mt-4 text-sm text-ink-faint">{t("standing.source")}</p>
          </Card>
          {profile.bio && (
            <Card>
              <CardTitle>{t("about")}</CardTitle>
              <PlainText>{profile.bio}</PlainText>
            </Card>
          )}
        </>
      )}
    </Shown>
  );
};

const hostOf = (link: string): string => {
  try {
    const url = new URL(link);
    return `${url.host}${url.pathname === "/" ? "" : url.pathname}`;
  } catch {
    return link;
  }
};

const Heading = ({ profile }: { profile: Profile }) => {
  const t = useTranslations("profiles");
  const { me } = useSession();
  const explorer = useExplorer();
  const small = "inline-flex min-w-0 items-center gap-1.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-faint";
  return (
    <header className="flex flex-wrap items-start gap-x-5 gap-y-4">
      <Avatar seed={profile.address} size={72} />
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="font-display text-2xl font-semibold tracking-tight sm:text-3xl">
          <bdi>{profile.name}</bdi>
        </h1>
        <p className="text-ink-faint">
          <bdi dir="ltr">@{profile.handle}</bdi>
        </p>
        {profile.headline && (
          <p dir="auto" className="mt-1.5 text-lg text-ink-soft">
            {profile.headline}
          </p>
        )}
        <div className="mt-3 flex flex-wrap gap-x-5 gap-y-2 text-sm text-ink-soft">
          <Hash hash={profile.address} href={explorer("address", profile.address)} />
          {profile.location && (
            <span className={small}>
              <Icon name="map-pin" />
              {profile.location}
            </span>
          )}
          {profile.timeZone && (
            <span className={small}>
              <Icon name="globe" />
              {profile.timeZone}
            </span>
          )}
          {profile.availableHours > 0 && (
            <span className={small}>
              <Icon name="clock" />
              {t("hours", { count: profile.availableHours })}
            </span>
          )}
          <span className={small}>
            <Icon name="calendar-days" />
            {t.rich("joined", { date: () => <Moment at={profile.joinedAt} form="date" /> })}
          </span>
          {profile.links.map((link) => (
            <a
              key={link}
              href={link}
              target="_blank"
              rel="nofollow ugc noopener noreferrer me"
              className={`${small} text-brand underline-offset-4 hover:underline`}
            >
              <Icon name="link" />
              <span className="truncate">{hostOf(link)}</span>
            </a>
          ))}
        </div>
        {profile.skills.length > 0 && (
          <ul aria-label={t("skills")} className="mt-4 flex flex-wrap gap-1.5">
            {profile.skills.map((skill) => (
              <li key={skill}>
                <Badge>{skill}</Badge>
              </li>
            ))}
          </ul>
        )}
      </div>
      {me?.address === profile.address && (
        <ButtonLink href="/profile/edit" icon={<Icon name="pencil" />}>
          {t("edit.open")}
        </ButtonLink>
      )}
    </header>
  );
};
