import type { Story } from "../story.ts";
import { amarasFridges } from "./amaras-fridges.ts";
import { amarasStock } from "./amaras-stock.ts";
import { juergensScores } from "./juergens-scores.ts";
import { juergensShelves } from "./juergens-shelves.ts";
import { layla } from "./layla.ts";
import { misaki } from "./misaki.ts";
import { olha } from "./olha.ts";
import { priya } from "./priya.ts";
import { rafael } from "./rafael.ts";
import { siobhan } from "./siobhan.ts";
import { thabo } from "./thabo.ts";

export const stories: readonly Story[] = [
  ...amarasFridges,
  ...amarasStock,
  ...juergensScores,
  ...juergensShelves,
  ...misaki,
  ...olha,
  ...layla,
  ...rafael,
  ...priya,
  ...siobhan,
  ...thabo,
];
