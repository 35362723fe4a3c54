/** What is refused by rules of our own (`centroide/…` in .oxlintrc.json): what matches one of the selectors, as ESLint writes them. */
const REFUSED = {
  'no-dialect-name': {
    message: 'What one database does otherwise than the other is said in src/database (see dialect.ts).',
    selectors: [
      'MemberExpression[property.name="name"]:matches([object.name="dialect"], [object.property.name="dialect"])',
    ],
  },
  'no-bare-location': {
    message: 'It may be served under a path: tellLocation(…).',
    selectors: ['CallExpression[callee.property.name=/^(set|setHeader)$/] > Literal[value="Location"]'],
  },
  // In the page: where a path of ours is given to the browser or the router as it is.
  'no-bare-path': {
    message: 'It may be served under a path: addressOf(…).',
    selectors: [
      'JSXAttribute[name.name=/^(href|src|action)$/] > Literal[value=/^\\u002F/]',
      'JSXAttribute[name.name=/^(href|src|action)$/] > JSXExpressionContainer > Literal[value=/^\\u002F/]',
      'JSXAttribute[name.name=/^(href|src|action)$/] > JSXExpressionContainer > TemplateLiteral[quasis.0.value.raw=/^\\u002F/]',
      'CallExpression[callee.name=/^(route|fetch)$/] > Literal[value=/^\\u002F/]',
      'CallExpression[callee.name=/^(route|fetch)$/] > TemplateLiteral[quasis.0.value.raw=/^\\u002F/]',
    ],
  },
  'no-power-operator': {
    message: 'Differs: see engine/elementary.ts.',
    selectors: ["BinaryExpression[operator='**']", "AssignmentExpression[operator='**=']"],
  },
};

const refuse = ({ message, selectors }) => ({
  create: (context) =>
    Object.fromEntries(selectors.map((selector) => [selector, (node) => context.report({ node, message })])),
});

export default {
  meta: { name: 'centroide' },
  rules: Object.fromEntries(Object.entries(REFUSED).map(([name, refused]) => [name, refuse(refused)])),
};
