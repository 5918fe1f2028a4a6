import { callLine } from '../../../adapters/inbound/web/src/approvals/call-line.js'

const HOME = '/home/ada'

describe('the line of a call', () => {
  it('is the path of its file from the home folder, and the pattern that is looked for', () => {
    const lines = [
      ['Read', `{"file_path":"${HOME}/shop/a \\"b\\".png","offset":3}`],
      ['Read', `${HOME}/shop/a.png`],
      ['Edit', `${HOME}/shop/a.ts`],
      ['Grep', `{"pattern":"x\\\\d","path":"${HOME}/shop","glob":"*.ts"}`],
      ['Glob', '{"pattern":"*.ts"}'],
      ['LS', '{"path":"/etc"}'],
      ['NotebookRead', `{"notebook_path":"${HOME}/n.ipynb","cell_id":"${'c'.repeat(200)}`],
    ]
    expect(lines.map(([tool = '', preview = '']) => callLine({ tool, preview }, HOME))).to.deep.equal([
      '~/shop/a "b".png',
      '~/shop/a.png',
      '~/shop/a.ts',
      'x\\d · ~/shop',
      '*.ts',
      '/etc',
      '~/n.ipynb',
    ])
  })

  it('is the preview of other calls, and of those without a path', () => {
    const kept = [
      ['Bash', `${HOME}/run.sh`],
      ['Grep', `${HOME}/x`],
      ['Read', '{"file_path":7}'],
      ['Read', `{"file_path":"${HOME}/cut off`],
      ['constructor', '{"path":"/a"}'],
    ]
    const odd = '{"path":"/harmless"}'
    expect(callLine({ tool: 'Read', preview: '' }, HOME, odd)).to.equal(odd)
    for (const [tool = '', preview = ''] of kept) expect(callLine({ tool, preview }, HOME)).to.equal(preview)
  })
})
