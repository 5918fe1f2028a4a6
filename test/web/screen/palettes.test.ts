import { PALETTES, terminalColours } from '../../../adapters/inbound/web/src/screen/palettes.js'
import { TERMINAL_PALETTES } from '../../../adapters/inbound/web/src/app/platform/preferences.js'

const COLOUR = /^#[0-9a-f]{6}$/

describe('the palettes of terminals', () => {
  it('are those that the settings offer, at least eight', () => {
    expect(Object.keys(PALETTES)).to.have.members([...TERMINAL_PALETTES])
    expect(TERMINAL_PALETTES.length).to.be.at.least(8)
  })

  it('have ground, text, cursor and 16 colours in a dark and a light form, which contrast replaces', () => {
    for (const id of TERMINAL_PALETTES)
      for (const theme of ['dark', 'light'] as const) {
        const { selectionBackground, ...colours } = terminalColours(id, theme, false)
        expect(selectionBackground, id).to.match(/^#[0-9a-f]{8}$/)
        expect(Object.keys(colours).length, id).to.equal(20)
        for (const [name, colour] of Object.entries(colours)) expect(colour, `${id} ${theme} ${name}`).to.match(COLOUR)
        const ground = theme === 'dark' ? '#000000' : '#ffffff'
        expect(terminalColours(id, theme, true).background).to.equal(ground)
      }
  })
})
