import * as fc from 'fast-check'
import { PALETTES, terminalColours, type PaletteId } from '../../../adapters/inbound/web/src/screen/palettes.js'
import { contrast, MINIMUM_CONTRAST, rgbOf, runStyle } from '../../../adapters/inbound/web/src/screen/run-style.js'

describe('style of a run', () => {
  const dark = terminalColours('penates', 'dark', false)

  it('takes the palette, the cube and the greys of terminals', () => {
    expect(runStyle({ text: 'a', fg: 2 }, dark)).to.deep.equal({ color: dark.green })
    expect(runStyle({ text: 'a', fg: 2, bold: true }, dark)).to.deep.equal({
      color: dark.brightGreen,
      fontWeight: '700',
    })
    expect(runStyle({ text: 'a', fg: 226 }, dark)).to.deep.equal({ color: '#ffff00' })
    expect(runStyle({ text: 'a', fg: 255 }, dark)).to.deep.equal({ color: '#eeeeee' })
    expect(runStyle({ text: 'a', fg: '#ffcc00', italic: true }, dark)).to.deep.equal({
      color: '#ffcc00',
      fontStyle: 'italic',
    })
  })

  it('has a background only where it is another than the ground, and swaps both when inverse', () => {
    expect(runStyle({ text: 'a' }, dark)).to.deep.equal({ color: dark.foreground })
    expect(runStyle({ text: 'a', inverse: true }, dark)).to.deep.equal({
      color: dark.background,
      backgroundColor: dark.foreground,
    })
    expect(runStyle({ text: 'a', fg: 15, bg: 16, underline: true, strike: true }, dark)).to.deep.equal({
      color: dark.brightWhite,
      backgroundColor: '#000000',
      textDecoration: 'underline line-through',
    })
  })

  it('can be read in every palette, with any two colours', () => {
    const colour = fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined })
    const flag = fc.constantFrom(true as const, undefined)
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(PALETTES) as PaletteId[])),
        fc.constantFrom('dark' as const, 'light' as const),
        fc.record({ fg: colour, bg: colour, dim: flag, bold: flag, inverse: flag }),
        (palette, theme, looks) => {
          const colours = terminalColours(palette, theme, false)
          const look = Object.fromEntries(Object.entries(looks).filter(([, value]) => value !== undefined))
          const { color = '', backgroundColor = colours.background ?? '' } = runStyle({ text: 'a', ...look }, colours)
          expect(contrast(rgbOf(color), rgbOf(backgroundColor))).to.be.at.least(MINIMUM_CONTRAST)
        },
      ),
    )
  })
})
