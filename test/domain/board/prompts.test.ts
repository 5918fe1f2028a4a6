import { brainstormPrompt, ideasPrompt, implementPrompt } from '../../../domain/board/prompts.js'

const card = { id: 'card-1', title: 'Offline mode', brainstormDoc: 'docs/offline.md' }
const PATCH = '$PENATES_URL/api/board/cards/card-1 with the header "Authorization: Bearer $PENATES_TOKEN"'

describe('prompts of the board', () => {
  it('are one line for any card', () => {
    const odd = { id: 'card-1', title: 'a\nb\r\u2028c\u0000\u0085d', brainstormDoc: 'x\n\ny' }
    const project = { id: 'p\nq', displayName: 'Shop\n1' }
    const prompts = [brainstormPrompt(odd), implementPrompt(odd, 'idea/x', true), ideasPrompt(project)]
    for (const prompt of prompts) expect(prompt).to.not.match(/[\p{Cc}\u2028\u2029]/u)
    expect(prompts[0]).to.contain('"a b c d"')
    expect(prompts[1]).to.contain('Read its spec first: x y.')
    expect(prompts[2]).to.contain('"Shop 1" (id "p q")')
  })

  it('are cut: titles at 200, documents at 300, names at 80, ids at 120 characters', () => {
    const long = 'x'.repeat(1_000)
    expect(brainstormPrompt({ ...card, title: long })).to.match(/"x{200}"/)
    expect(implementPrompt({ ...card, title: ` ${long}`, brainstormDoc: long }, 'b', true)).to.match(
      /"x{199}"\. Read its spec first: x{300}\./,
    )
    expect(ideasPrompt({ id: long, displayName: long })).to.match(/"x{80}" \(id "x{120}"\)/)
  })

  it('contain the report and its address', () => {
    expect(brainstormPrompt(card)).to.contain(`send PATCH ${PATCH} and a JSON body {"brainstormDoc":`)
    expect(implementPrompt(card, 'idea/x', true)).to.contain(
      `send PATCH ${PATCH} and a JSON body {"stage":"review","branch":"idea/x","implementSummary":`,
    )
    const ideas = ideasPrompt({ id: 'my "shop"&', displayName: 'Shop' })
    expect(ideas).to.contain('cards?projectId=my%20%22shop%22%26 with the header')
    expect(ideas).to.contain('{"projectId":"my \\"shop\\"&","title":')
  })

  it('state if the agent has its own worktree, and allow a missing document', () => {
    expect(implementPrompt(card, 'idea/x', true)).to.contain('already on branch idea/x')
    expect(implementPrompt(card, 'idea/x', false)).to.contain('Create the branch idea/x')
    expect(implementPrompt({ ...card, brainstormDoc: null }, 'idea/x', false)).to.contain('spec first: . ')
  })
})
