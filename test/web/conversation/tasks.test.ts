import { currentTask, doneCount, tasksOf } from '../../../adapters/inbound/web/src/conversation/tasks.js'

const call = (todos: unknown, tool = 'TodoWrite') => ({ tool, input: { todos } })

describe('tasks of a call', () => {
  it('have their texts and states, and name the one that is worked on', () => {
    const todos = [
      { content: 'Build', status: 'completed' },
      { content: 'Ship', status: 'pending' },
      { content: 'Test', status: 'in_progress' },
      { content: 'Rest', status: 'postponed' },
    ]
    const tasks = tasksOf(call(todos)) ?? []
    expect(tasks.map(({ state }) => state)).to.deep.equal(['done', 'open', 'running', 'open'])
    expect([doneCount(tasks), currentTask(tasks)?.text]).to.deep.equal([1, 'Test'])
    expect(currentTask(tasks.filter(({ state }) => state !== 'running'))?.text).to.equal('Ship')
    expect(currentTask([])).to.equal(null)
  })

  it('are empty for another tool and for a list of another shape', () => {
    for (const todos of [null, 'Build', [], [null], [{}], [{ content: 5 }], [{ content: 'Build' }, 'Test'], {}])
      expect(tasksOf(call(todos))).to.equal(null)
    expect(tasksOf(call([{ content: 'Build' }], 'Bash'))).to.equal(null)
    expect(tasksOf({ tool: 'TodoWrite', input: null })).to.equal(null)
  })
})
