/** Writes the fonts of signs that terminals show, their style sheet and their licences. */
import { readFileSync, writeFileSync } from 'node:fs'
import * as fontkit from 'fontkit'
import subsetFont from 'subset-font'
import { SYMBOL_FONTS, SYMBOLS, SYMBOLS_FOLDER } from '../lib/symbols.mjs'

const packageFile = (path) => new URL(`../../node_modules/${path}`, import.meta.url)
const output = (name) => new URL(`../../${SYMBOLS_FOLDER}/${name}`, import.meta.url)

/** The package of the signs names the licence and has no text of it. */
const NERD_FONTS_LICENSE = `MIT License

Copyright (c) 2014 Ryan L McIntyre (Nerd Fonts)
Copyright (c) 2023 azurity (Pure Nerd Font)

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`

/** Ranges of sorted code points in the syntax of `unicode-range`. */
function unicodeRange(codes) {
  const hex = (code) => code.toString(16).toUpperCase()
  const ranges = []
  for (const code of codes) {
    const last = ranges.at(-1)
    if (last?.to === code - 1) last.to = code
    else ranges.push({ from: code, to: code })
  }
  return ranges.map(({ from, to }) => (from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`)).join(', ')
}

const missing = new Set(SYMBOLS.map((symbol) => symbol.codePointAt(0)))
const faces = []
const licenses = []
for (const { name, file, license } of SYMBOL_FONTS) {
  const source = readFileSync(packageFile(file))
  const has = new Set(fontkit.create(source).characterSet)
  const codes = [...missing].filter((code) => has.has(code)).sort((one, other) => one - other)
  for (const code of codes) missing.delete(code)
  writeFileSync(
    output(`${name}.woff2`),
    await subsetFont(source, String.fromCodePoint(...codes), { targetFormat: 'woff2' }),
  )
  faces.push(`@font-face {
  font-family: 'Terminal Symbols';
  font-display: swap;
  src: url('./${name}.woff2') format('woff2');
  unicode-range: ${unicodeRange(codes)};
}
`)
  const text = license === null ? NERD_FONTS_LICENSE : readFileSync(packageFile(license), 'utf8').trim()
  licenses.push(`## ${name}\n\n${text}\n`)
}
if (missing.size > 0) throw new Error(`No font has ${[...missing].map((code) => code.toString(16)).join(' ')}.`)
writeFileSync(output('symbols.css'), `/* Written by scripts/tools/symbols.mjs. */\n${faces.join('')}`)
writeFileSync(new URL('../../adapters/inbound/web/public/symbol-fonts.txt', import.meta.url), licenses.join('\n'))
