// What a page does beyond reading: nothing here is needed to read one.
"use strict";
// A choice that stands for itself sends its form.
document.addEventListener("change", function (e) {
  if (e.target.matches("[data-send]")) {
    e.target.form.requestSubmit();
  }
});
