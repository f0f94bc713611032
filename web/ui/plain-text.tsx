/** Words without markup, where each line break counts and nothing else does. */
export const PlainText = ({ children }: { children: string }) => (
  <p dir="auto" className="leading-relaxed [overflow-wrap:anywhere] whitespace-pre-wrap">
    {children}
  </p>
);
