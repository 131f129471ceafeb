module.exports = function (eleventyConfig) {
  // The copies of images are in .gitignore, and are part of the site all the same.
  eleventyConfig.setUseGitIgnore(false);
  eleventyConfig.addPassthroughCopy({ "content/images": "images" });
  return {
    // Only content becomes pages: not the README beside this file, and not the cache.
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: "njk",
    htmlTemplateEngine: "njk",
  };
};
