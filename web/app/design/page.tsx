import { notFound } from "next/navigation";
import { Gallery } from "#web/features/design/index.ts";
import { FrameSamples } from "#web/features/frame/samples.tsx";
import { config } from "#web/lib/config.ts";

export const metadata = { title: "Design", robots: { index: false } };

/** All parts of the look in both themes; for whoever builds, so in development only. */
export default function DesignPage() {
  if (!config().public.isDevelopment) notFound();
  return <Gallery frame={<FrameSamples />} />;
}
