import { expect } from "chai";
import { parse } from "../../../scripts/mutate/compiler.ts";
import { describeMutant, mutantsOf } from "../../../scripts/mutate/mutants.ts";

const source = (body: string, more = "") =>
  parse({
    "contracts/Small.sol": `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;
// é: positions are bytes.
contract Small {
    event Said(address a, address b);
    error No();
    uint256 public value;
    ${more}
    ${body}
}
`,
  })[0]!;

/** "operator: line after" of every mutant. */
const changes = (body: string, more?: string) => {
  const small = source(body, more);
  return mutantsOf(small).map((mutant) => `${mutant.operator}: ${describeMutant(small, mutant).after}`);
};

describe("the mutants of a source", () => {
  it("compare otherwise, and negate a condition that compares nothing", () => {
    expect(
      changes(
        "function f(uint256 x) external pure returns (bool) { return x < value0(); } function value0() private pure returns (uint256 y) { y = y; }",
      ),
    ).to.include.members([
      "relational: function f(uint256 x) external pure returns (bool) { return x <= value0(); } function value0() private pure returns (uint256 y) { y = y; }",
      "relational: function f(uint256 x) external pure returns (bool) { return x >= value0(); } function value0() private pure returns (uint256 y) { y = y; }",
    ]);
    expect(changes("function f(bool a) external { if (a) delete value; }")).to.deep.equal([
      "condition: function f(bool a) external { if (!(a)) delete value; }",
      "statement: function f(bool a) external { if (a) {} }",
    ]);
  });

  it("leave a guard out as a whole, once", () => {
    expect(changes("function f(bool a) external pure { if (a) revert No(); }")).to.deep.equal([
      "guard: function f(bool a) external pure { {} }",
      "condition: function f(bool a) external pure { if (!(a)) revert No(); }",
    ]);
  });

  it("compute otherwise", () => {
    expect(
      changes("function f(uint256 a, uint256 b) external pure returns (uint256 c) { c = a + (b << a); }"),
    ).to.include.members([
      "arithmetical: function f(uint256 a, uint256 b) external pure returns (uint256 c) { c = a - (b << a); }",
      "bitwise: function f(uint256 a, uint256 b) external pure returns (uint256 c) { c = a + (b >> a); }",
      "statement: function f(uint256 a, uint256 b) external pure returns (uint256 c) { {} }",
    ]);
    expect(changes("function f(uint256 a) external { value += a; ++value; }")).to.include.members([
      "arithmetical: function f(uint256 a) external { value -= a; ++value; }",
      "arithmetical: function f(uint256 a) external { value += a; --value; }",
    ]);
  });

  it("move a constant by one, never below zero, and turn a truth around", () => {
    expect(
      changes("", "uint256 constant A = 0; uint256 constant B = 2 hours; bool constant C = true;").map((line) => line.slice(10)),
    ).to.deep.equal([
      "uint256 constant A = 1; uint256 constant B = 2 hours; bool constant C = true;",
      "uint256 constant A = 0; uint256 constant B = (2 hours + 1); bool constant C = true;",
      "uint256 constant A = 0; uint256 constant B = (2 hours - 1); bool constant C = true;",
      "uint256 constant A = 0; uint256 constant B = 2 hours; bool constant C = false;",
    ]);
  });

  it("swap neighbours of one type, say nothing, and answer nothing", () => {
    expect(changes("function f(address a, address b) external returns (address) { emit Said(a, b); return a; }")).to.deep.equal([
      "statement: function f(address a, address b) external returns (address) { {} return a; }",
      "arguments: function f(address a, address b) external returns (address) { emit Said(b, a); return a; }",
      "return: function f(address a, address b) external returns (address) { emit Said(a, b); return address(0); }",
    ]);
  });

  it("leave a modifier out", () => {
    expect(changes("function f() external once {}", "modifier once() { _; }")).to.include("modifier: function f() external {}");
  });

  it("reach into assembly", () => {
    expect(changes("function f(uint256 a) external pure returns (uint256 b) { assembly { b := shl(1, a) } }")).to.deep.equal([
      "assembly: function f(uint256 a) external pure returns (uint256 b) { assembly { {} } }",
      "assembly: function f(uint256 a) external pure returns (uint256 b) { assembly { b := shr(1, a) } }",
      "assembly: function f(uint256 a) external pure returns (uint256 b) { assembly { b := shl(0x2, a) } }",
      "assembly: function f(uint256 a) external pure returns (uint256 b) { assembly { b := shl(0x0, a) } }",
    ]);
  });

  it("leave alone what does nothing: an interface, an event, an error, the compiler's version", () => {
    expect(changes("function f(uint256[3] calldata) external {}")).to.deep.equal([
      "constant: function f(uint256[4] calldata) external {}",
      "constant: function f(uint256[2] calldata) external {}",
    ]);
    expect(changes("")).to.deep.equal([]);
  });

  it("keep their names when lines above them come and go", () => {
    const body = "function f(uint256 a) external { value = a + 1; }";
    const names = (more: string) => mutantsOf(source(body, more)).map(({ id }) => id);

    expect(names("\n// a line\n// another\n")).to.deep.equal(names(""));
    expect(new Set(names("")).size).to.equal(names("").length);
    expect(names("")[0]).to.match(/^Small\.f:\w+:[0-9a-f]{10}$/);
  });
});
