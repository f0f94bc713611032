"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Hash } from "#web/ui/hash.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { Ago } from "#web/ui/time.tsx";
import { useApi } from "./api.tsx";
import { Shown } from "./shown.tsx";

/** A note, or the brief of an agreement, which holds the plan as well. */
type Words = {
  title: string;
  text: string;
  links: string[];
  brief: string;
  letter: string;
  milestones: { title: string; deliverable: string }[];
};

const wordsIn = (content: string): Words => ({
  title: "",
  text: "",
  links: [],
  brief: "",
  letter: "",
  milestones: [],
  ...(JSON.parse(content) as Partial<Words>),
});

const Section = ({ title, children }: { title: string; children: string }) => (
  <section className="mt-3">
    <h4 className="text-xs font-semibold text-ink-faint">{title}</h4>
    <PlainText>{children}</PlainText>
  </section>
);

const Brief = ({ words }: { words: Words }) => {
  const t = useTranslations("note");
  return (
    <>
      <Section title={t("brief")}>{words.brief}</Section>
      <Section title={t("letter")}>{words.letter}</Section>
      <Section title={t("plan")}>
        {words.milestones.map(({ title, deliverable }, at) => `${at + 1}. ${title}\n${deliverable}`).join("\n\n")}
      </Section>
    </>
  );
};

export const NoteLinks = ({ links }: { links: readonly string[] }) => {
  if (links.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1">
      {links.map((link) => (
        <li key={link}>
          <a
            href={link}
            target="_blank"
            rel="nofollow ugc noopener noreferrer"
            className="break-all text-brand underline underline-offset-4"
          >
            {link}
          </a>
        </li>
      ))}
    </ul>
  );
};

/** The words behind a digest on chain, fetched when somebody wants to read them. */
export const NoteView = ({ digest, label }: { digest: string; label: string }) => {
  const t = useTranslations("note");
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({
    ...useApi().documents.get.queryOptions({ input: { digest } }),
    enabled: isOpen,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <details
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="rounded-md border border-line bg-sunken/50 px-3.5 py-1 text-sm"
    >
      <summary className="touch-target flex min-h-8 items-center font-semibold">{label}</summary>
      {isOpen && (
        <div className="max-h-96 overflow-y-auto pt-1 pb-2.5">
          <Shown query={query} label={t("loading")} loading={<p className="text-ink-faint">{t("loading")}</p>}>
            {(document) => {
              const words = wordsIn(document.content);
              return (
                <>
                  <p dir="auto" className="font-semibold">
                    {words.title}
                  </p>
                  {document.kind === "brief" ? <Brief words={words} /> : <PlainText>{words.text}</PlainText>}
                  <NoteLinks links={words.links} />
                  <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-faint">
                    <PersonLink person={document.author} />
                    <Ago at={document.createdAt} />
                    <Hash hash={document.digest} />
                  </p>
                </>
              );
            }}
          </Shown>
        </div>
      )}
    </details>
  );
};
