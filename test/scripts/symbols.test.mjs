import { readdirSync, readFileSync, statSync } from 'node:fs'
import * as fontkit from 'fontkit'
import { SYMBOL_FONTS, SYMBOLS, SYMBOLS_FOLDER } from '../../scripts/lib/symbols.mjs'

const MAX_BYTES = 40_960

describe('the fonts of signs', () => {
  const files = SYMBOL_FONTS.map(({ name }) => `${SYMBOLS_FOLDER}/${name}.woff2`)

  it('have every listed sign, and are at most 40 KB together', () => {
    const has = new Set(files.flatMap((file) => fontkit.openSync(file).characterSet))
    expect(SYMBOLS.filter((symbol) => !has.has(symbol.codePointAt(0)))).to.deep.equal([])
    for (const sign of '⎿⏺✻❯●█\ue0b0\uf07b') expect(has.has(sign.codePointAt(0)), sign).to.equal(true)
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).to.be.at.most(MAX_BYTES)
  })

  it('are each in the style sheet and among the licences', () => {
    const sheet = readFileSync(`${SYMBOLS_FOLDER}/symbols.css`, 'utf8')
    const licenses = readFileSync('adapters/inbound/web/public/symbol-fonts.txt', 'utf8')
    expect(readdirSync(SYMBOLS_FOLDER).filter((file) => file.endsWith('.woff2')).length).to.equal(files.length)
    for (const { name } of SYMBOL_FONTS) {
      expect(sheet).to.contain(`./${name}.woff2`)
      expect(licenses).to.contain(`## ${name}\n`)
    }
  })
})
