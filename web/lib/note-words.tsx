"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Hash } from "#web/ui/hash.tsx";
import { PersonLink } from "#web/ui/person.tsx";
import { PlainText } from "#web/ui/plain-text.tsx";
import { Ago } from "#web/ui/time.tsx";
import { useApi } from "./api.tsx";
import { NoteLinks } from "./note-links.tsx";
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

export const NoteWords = ({ digest }: { digest: string }) => {
  const t = useTranslations("note");
  const query = useQuery({
    ...useApi().documents.get.queryOptions({ input: { digest } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
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
  );
};
