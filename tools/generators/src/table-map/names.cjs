const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** `expense-categories`: class suffix `ExpenseCategories`, constant `expenseCategoriesMap`, words `Expense categories`. */
const namesOf = ({ name }) => {
  const words = name.split('-');
  const pascal = words.map(capital).join('');
  return {
    title: capital(words.join(' ')),
    map: `${pascal.charAt(0).toLowerCase()}${pascal.slice(1)}Map`,
    dataverse: `Dataverse${pascal}`,
    finance: `Finance${pascal}`,
  };
};

module.exports = { namesOf };
