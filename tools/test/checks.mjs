import { nodeTool } from '../workspace/node-tool.mjs';
import { projects } from '../workspace/projects.mjs';

/** What is checked besides the specs: each is one that passes or fails. In this order. */
export const checks = () => [
  { name: 'lint', command: nodeTool('eslint', '.') },
  { name: 'format', command: nodeTool('prettier', '--check', '--log-level', 'warn', '.') },
  ...projects().map((project) => ({ name: `types of ${project}`, command: nodeTool('tsc', '-p', `${project}/tsconfig.json`) })),
  { name: 'generated documents', command: ['npm', 'run', '--silent', 'docs:check', '--if-present'] },
];
