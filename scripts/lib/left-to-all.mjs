/** Checks that `npm test` leaves to `npm test -- --all`, by name, and why. `keeps` picks the files of a suite that it runs. */
export const LEFT_TO_ALL = {
  api: { because: 'a changed report is seen before a release' },
  publint: { because: 'it looks at the whole package' },
  package: { because: 'it packs, installs and bundles the package' },
  containers: { because: 'images are built and started' },
  clocks: { because: 'it waits for minutes' },
  agents: { because: 'each coding CLI takes half of a core for minutes' },
  accounts: { because: 'it needs root and further accounts' },
  'real-c': { because: 'the same tests in another locale' },
  coverage: { because: 'it needs every suite' },
  real: {
    keeps: (file) => !/nodegit|background-agents|shell-corpus/.test(file),
    because:
      'nodegit is compiled for minutes, a coding CLI is fetched, and the corpus of scripts computes for a minute',
  },
  programs: {
    keeps: (file) => /\/(hub|cli-sessions)\.e2e\./.test(file),
    because: 'they wait for programs for minutes',
  },
  e2e: {
    keeps: (file) => /\/web-(sign-in|terminal)\.e2e\./.test(file),
    because: 'a browser takes half of a core for minutes',
  },
}
