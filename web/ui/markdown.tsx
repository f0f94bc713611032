import type { ComponentProps } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

type Tag<T extends keyof React.JSX.IntrinsicElements> = ComponentProps<T>;

// The page has its own first and second headings; a writer's begin below them.
const components: Components = {
  h1: ({ children }: Tag<"h1">) => (
    <h3 dir="auto" className="mt-6 mb-2 font-display text-lg font-semibold first:mt-0">
      {children}
    </h3>
  ),
  h2: ({ children }: Tag<"h2">) => (
    <h3 dir="auto" className="mt-6 mb-2 font-display text-lg font-semibold first:mt-0">
      {children}
    </h3>
  ),
  h3: ({ children }: Tag<"h3">) => (
    <h4 dir="auto" className="mt-5 mb-1.5 font-semibold first:mt-0">
      {children}
    </h4>
  ),
  h4: ({ children }: Tag<"h4">) => (
    <h5 dir="auto" className="mt-4 mb-1 font-semibold first:mt-0">
      {children}
    </h5>
  ),
  p: ({ children }: Tag<"p">) => (
    <p dir="auto" className="my-3 first:mt-0 last:mb-0">
      {children}
    </p>
  ),
  ul: ({ children }: Tag<"ul">) => (
    <ul dir="auto" className="my-3 list-disc space-y-1 ps-6 marker:text-ink-faint">
      {children}
    </ul>
  ),
  ol: ({ children }: Tag<"ol">) => (
    <ol dir="auto" className="my-3 list-decimal space-y-1 ps-6 marker:text-ink-faint">
      {children}
    </ol>
  ),
  blockquote: ({ children }: Tag<"blockquote">) => (
    <blockquote dir="auto" className="my-3 border-s-4 border-line ps-4 text-ink-soft">
      {children}
    </blockquote>
  ),
  code: ({ children }: Tag<"code">) => (
    <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.875em] [pre_&]:bg-transparent [pre_&]:p-0">
      {children}
    </code>
  ),
  pre: ({ children }: Tag<"pre">) => (
    <pre className="my-3 overflow-x-auto rounded-md border border-line bg-sunken p-3.5 text-sm">{children}</pre>
  ),
  hr: () => <hr className="my-5 border-line" />,
  table: ({ children }: Tag<"table">) => (
    <div className="my-3 overflow-x-auto">
      <table className="w-full text-sm [&_td]:border-b [&_td]:border-line [&_td]:px-3 [&_td]:py-1.5 [&_th]:border-b [&_th]:border-line [&_th]:px-3 [&_th]:py-1.5 [&_th]:text-start">
        {children}
      </table>
    </div>
  ),
  // Somebody else's words: we neither vouch for the page behind a link nor tell it who looked.
  a: ({ href, children }: Tag<"a">) => (
    <a
      href={href}
      target="_blank"
      rel="nofollow ugc noopener noreferrer"
      className="text-brand underline decoration-brand/40 underline-offset-4 hover:decoration-brand"
    >
      {children}
    </a>
  ),
  // A picture from elsewhere would tell its server who reads; it is a link instead.
  img: ({ src, alt }: Tag<"img">) =>
    typeof src === "string" ? (
      <a href={src} target="_blank" rel="nofollow ugc noopener noreferrer" className="text-brand underline underline-offset-4">
        {alt || src}
      </a>
    ) : null,
};

/** What a person wrote, as markdown. Raw HTML is left out and only http(s) and mailto links live (react-markdown's default). */
export const Prose = ({ children }: { children: string }) => (
  <div className="min-w-0 leading-relaxed [overflow-wrap:anywhere]">
    <Markdown remarkPlugins={[remarkGfm]} skipHtml components={components}>
      {children}
    </Markdown>
  </div>
);
