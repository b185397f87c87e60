/* For editing programs and remark-cli: underlines front matter that docs/schema/ does not allow. `./site check` knows more and needs none of this. */
import { readFileSync } from 'node:fs';
import remarkFrontmatter from 'remark-frontmatter';
import remarkLintFrontmatterSchema from 'remark-lint-frontmatter-schema';
import { parse } from 'yaml';

// Which folder holds which kind is said once, in content/project.yaml.
const { folders } = parse(readFileSync(new URL('content/project.yaml', import.meta.url), 'utf8'));
const schemas = { 'docs/schema/page.json': ['content/**/*.md'] };

// Of all that fit, the last counts, so deeper folders follow; a folder's own index.md is always a page.
for (const folder of Object.keys(folders).sort((a, b) => a.split('/').length - b.split('/').length)) {
  (schemas[`docs/schema/${folders[folder]}.json`] ??= []).push(`content/${folder}/**/!(index).md`);
}

export default { plugins: [remarkFrontmatter, [remarkLintFrontmatterSchema, { schemas }]] };
