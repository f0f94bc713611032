import { expect } from "chai";
import { config } from "../../../scripts/config.ts";
import { Lane } from "../../../scripts/mutate/lane.ts";
import { mutantsOf } from "../../../scripts/mutate/mutants.ts";
import { readProject, testFiles } from "../../../scripts/mutate/plan.ts";

const LIMIT = 100_000;

describe("a mutant before the tests of its contract", () => {
  const project = readProject();
  const file = "contracts/Anchor.sol";
  const source = project.sources.get(file)!;
  const targets = project.targets.get(file)!;
  let lane: Lane;
  before(() => {
    lane = new Lane(testFiles(), config.inherited);
  });
  after(() => lane.close());

  const judge = (id: string, text?: string) =>
    lane.ask({ id, file, where: "Anchor.anchor", targets, ...(text === undefined ? {} : { text }) }, LIMIT);

  it("is killed where the contract no longer says what it did", async () => {
    const silent = mutantsOf(source).find(({ operator }) => operator === "statement")!;

    const answer = await judge("silent", source.with(silent));
    expect(answer).to.include({ verdict: "killed" });
    expect(answer)
      .to.have.property("by")
      .that.matches(/^Anchor\.anchor /);
  });

  it("survives where nothing changed, also after another was killed", async () => {
    const answer = await judge("nothing");

    expect(answer).to.include({ verdict: "survived" });
    expect(answer).to.have.property("ran").that.is.greaterThan(0);
  });

  it("is none where the code is the same, or the compiler refuses it", async () => {
    const whole = source.between(0, source.bytes.length);

    expect(await judge("remark", `${whole}\n// A remark.\n`)).to.include({ verdict: "stillborn", why: "same" });
    expect(await judge("nonsense", `${whole}\nnonsense\n`)).to.include({ verdict: "stillborn", why: "refused" });
  });

  it("survives what no test looks at", async () => {
    const more = source
      .between(0, source.bytes.length)
      .replace(/\}\s*$/, "function unseen() external pure returns (uint256) { return 7; }\n}\n");

    expect(await judge("unseen", more)).to.include({ verdict: "survived" });
  });

  it("ends with its worker when it takes too long, and the next finds a new one", async () => {
    const hurried = await lane.ask({ id: "hurried", file, where: "", targets: [...project.targets.values()].flat() }, 1);

    expect(hurried).to.equal(undefined);
    expect(await judge("afterwards")).to.include({ verdict: "survived" });
  });
});
