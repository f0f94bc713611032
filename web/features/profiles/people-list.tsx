"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { Profile } from "#core/features/profiles.ts";
import { useApi } from "#web/lib/api.tsx";
import { ShownPages } from "#web/lib/shown.tsx";
import { Avatar } from "#web/ui/avatar.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { ButtonLink } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/states.tsx";
import { type PeopleFilter, peopleQuery } from "./queries.ts";
import { StandingLine } from "./standing.tsx";

const SHOWN_SKILLS = 6;

const PersonCard = ({ profile }: { profile: Profile }) => {
  const t = useTranslations("profiles");
  return (
    <article className="relative flex h-full min-w-0 flex-col rounded-lg border border-line bg-surface p-5 shadow-sm transition-colors hover:border-edge/60">
      <div className="flex items-center gap-3">
        <Avatar seed={profile.address} size={44} />
        <div className="min-w-0">
          <h2 className="truncate font-display text-lg font-semibold">
            <Link href={`/people/${profile.handle}`} className="after:absolute after:inset-0 hover:text-brand">
              <bdi>{profile.name}</bdi>
            </Link>
          </h2>
          <p className="truncate text-sm text-ink-faint">
            <bdi dir="ltr">@{profile.handle}</bdi>
          </p>
        </div>
        {profile.standing.seats > 0 && (
          <Badge tone="brand" className="ms-auto">
            {t("arbiter")}
          </Badge>
        )}
      </div>
      {profile.headline && (
        <p dir="auto" className="mt-3 line-clamp-2 text-sm text-ink-soft">
          {profile.headline}
        </p>
      )}
      {profile.skills.length > 0 && (
        <ul aria-label={t("skills")} className="mt-3 flex flex-wrap gap-1.5">
          {profile.skills.slice(0, SHOWN_SKILLS).map((skill) => (
            <li key={skill}>
              <Badge>{skill}</Badge>
            </li>
          ))}
          {profile.skills.length > SHOWN_SKILLS && (
            <li className="text-xs text-ink-faint">{t("moreSkills", { count: profile.skills.length - SHOWN_SKILLS })}</li>
          )}
        </ul>
      )}
      <p className="mt-auto pt-4 text-sm text-ink-soft">
        <StandingLine standing={profile.standing} />
      </p>
    </article>
  );
};

export const PeopleList = ({ filter }: { filter: PeopleFilter }) => {
  const t = useTranslations("profiles");
  const query = useInfiniteQuery(peopleQuery(useApi(), filter));
  return (
    <ShownPages
      query={query}
      label={t("loading")}
      empty={
        <EmptyState
          icon={<Icon name="user-search" />}
          title={t("noneFound")}
          action={<ButtonLink href="/people">{t("clearFilter")}</ButtonLink>}
        >
          {t("noneFoundText")}
        </EmptyState>
      }
    >
      {(people) => (
        <ul className="grid grid-cols-1 gap-3 md:grid-cols-2 xl:grid-cols-3">
          {people.map((profile) => (
            <li key={profile.address} className="min-w-0">
              <PersonCard profile={profile} />
            </li>
          ))}
        </ul>
      )}
    </ShownPages>
  );
};
