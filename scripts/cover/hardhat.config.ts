/** The product's settings; what is compiled to be watched is kept apart from what is deployed. */
import settings from "../../hardhat.config.ts";

export default {
  ...settings,
  paths: { ...settings.paths, artifacts: "./.guildhall/coverage/artifacts", cache: "./.guildhall/coverage/cache" },
  // Written for other folders' artifacts, which have the same interfaces.
  typechain: { dontOverrideCompile: true },
};
