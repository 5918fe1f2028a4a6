/** Signs that coding CLIs draw: lists, results, spinners, media, progress bars, boxes. */
const OF_CLIS =
  '⎿⏺✻❯●█·✢✳✶✽☐☑☒✔✗✘✓⏵⏸⏹⎯◯◐◑◒◓◉○◆◇▶▼▲◀⚠❮➜←↑→↓↔↳↵⇧⇥⌘⌥⌃★☆♥♦⏎⌫✦✧✱❄⏱◎▪▫■□➤▸▹▾▴◂∙∘⋯⇡⇣⇕≡≠≤≥λ' +
  range(0x2500, 0x259f) +
  range(0x2800, 0x28ff)

/** Prompts and file types of Nerd Fonts: Powerline, branches, folders, languages, systems. */
const OF_NERD_FONTS =
  range(0xe0a0, 0xe0a3) +
  range(0xe0b0, 0xe0bf) +
  String.fromCodePoint(
    ...[0xe5fa, 0xe5fb, 0xe5fc, 0xe5ff, 0xe60a, 0xe60b, 0xe61e, 0xe627, 0xe628, 0xe62b, 0xe702, 0xe706, 0xe70c],
    ...[0xe712, 0xe718, 0xe725, 0xe727, 0xe728, 0xe729, 0xe736, 0xe739, 0xe73c, 0xe73e, 0xe749, 0xe74e, 0xe7a8],
    ...[0xf000, 0xf002, 0xf00c, 0xf00d, 0xf011, 0xf013, 0xf015, 0xf017, 0xf01c, 0xf023, 0xf02b, 0xf02d, 0xf04b],
    ...[0xf04c, 0xf04d, 0xf05a, 0xf071, 0xf07b, 0xf07c, 0xf085, 0xf09b, 0xf0e7, 0xf0f3, 0xf113, 0xf115, 0xf120],
    ...[0xf121, 0xf126, 0xf15b, 0xf179, 0xf17a, 0xf17c, 0xf1c0, 0xf1d3, 0xf308, 0xf31b, 0xf418, 0xf487],
  )

function range(from, to) {
  return String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, at) => from + at))
}

export const SYMBOLS = [...new Set(OF_CLIS + OF_NERD_FONTS)]

/** Fonts that the signs are taken from; the first one that has a sign gives it. */
export const SYMBOL_FONTS = [
  {
    name: 'dejavu-mono',
    file: '@fontsource/dejavu-mono/files/dejavu-mono-latin-400-normal.woff2',
    license: '@fontsource/dejavu-mono/LICENSE',
  },
  {
    name: 'noto-sans-symbols-2',
    file: '@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff2',
    license: '@fontsource/noto-sans-symbols-2/LICENSE',
  },
  {
    name: 'noto-sans-symbols',
    file: '@fontsource/noto-sans-symbols/files/noto-sans-symbols-symbols-400-normal.woff2',
    license: '@fontsource/noto-sans-symbols/LICENSE',
  },
  {
    name: 'nerd-fonts',
    file: '@azurity/pure-nerd-font/PureNerdFont.woff2',
    license: null,
  },
]

/** Folder of the subsets within the repository. */
export const SYMBOLS_FOLDER = 'adapters/inbound/web/src/styles/symbols'
