const ways = {
  'finance-to-dataverse': 'Finance to Dataverse',
  'dataverse-to-finance': 'Dataverse to Finance',
  both: 'both ways',
};

const readmeSection = ({ title, map }, { direction }) => `### ${title}, ${ways[direction]}

Who maintains them, and what refers to them.

<!-- table-map: ${map} -->

<!-- /table-map -->

**When it fails** what an operator sees, why, and what mends it.
`;

module.exports = { readmeSection };
