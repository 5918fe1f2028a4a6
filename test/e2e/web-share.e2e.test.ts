import { agentAtPrompt, type AgentAtPrompt } from '../support/agent-at-prompt.js'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

describe('text that another app shares', function () {
  this.timeout(90_000)
  let agent: AgentAtPrompt
  const t = withHub({
    ready: async (at) => {
      agent = await agentAtPrompt(at)
    },
  })

  it('is queued for the agent that a person chooses, with its title and address', async () => {
    await agent.report('PreToolUse', { tool_name: 'Bash' })
    const manifest = await (await fetch(`${t.hub.url}/manifest.webmanifest`)).json()
    expect(manifest).to.have.nested.property('share_target.action', './share')
    const shared = new URLSearchParams({ title: 'A fault', text: 'See', url: 'https://example.com/1' })
    const { page, faults } = await t.browser.signedIn(t.hub, '/')
    await page.goto(`${t.hub.url}/share?${shared.toString()}`)
    const field = page.getByRole('textbox', { name: 'Prompt' })
    expect(await field.inputValue()).to.equal('A fault\nSee\nhttps://example.com/1')
    await field.fill('A fault, please look: https://example.com/1')
    await page.getByRole('button', { name: 'Send to shop' }).click()
    await page.waitForURL('**/s/cc-shop')
    await eventually(async () => {
      const { body } = await t.hub.call('GET', '/api/sessions/cc-shop/prompts')
      expect(JSON.stringify(body)).to.include('A fault, please look')
    })
    expect(faults()).to.deep.equal([])
  })
})
