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
