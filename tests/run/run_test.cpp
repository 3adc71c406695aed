#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "quoteledger/run/ordered.h"
#include "quoteledger/run/walk.h"

using namespace quoteledger;
namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

namespace {

// A folder of its own that goes with the test.
struct Folder {
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "quoteledger-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code code;
    fs::remove_all(path, code);
  }
  [[nodiscard]] std::string operator()(const std::string& name) const { return path + "/" + name; }
  void file(const std::string& name, const std::string& text = "x") const {
    fs::create_directories(fs::path((*this)(name)).parent_path());
    std::ofstream((*this)(name), std::ios::binary) << text;
  }
  std::string path;
};

// The paths of a walk without the folder in front; errors as "! path: message".
Strings names(const Folder& folder, Walk walk) {
  Strings out;
  while (auto next = walk.next()) {
    std::string text = *next ? **next : "! " + next->error().text();
    const std::size_t at = text.find(folder.path + "/");
    if (at != std::string::npos) text.erase(at, folder.path.size() + 1);
    out.push_back(text);
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(run)

BOOST_AUTO_TEST_CASE(a_folder_is_walked_in_order) {
  const Folder folder;
  for (const std::string name : {"b.txt", "a/z.TXT", "a/b/1.md", "a.txt", "c.text", "c.pdf",
                                 ".hidden.txt", ".git/x.txt", "Z.txt"}) {
    folder.file(name);
  }
  fs::create_directories(folder("folder.txt"));
  folder.file("folder.txt/in.txt");
  BOOST_TEST(
      names(folder, Walk({folder.path})) ==
      (Strings{"Z.txt", "a/b/1.md", "a/z.TXT", "a.txt", "b.txt", "c.text", "folder.txt/in.txt"}));
  BOOST_TEST(names(folder, Walk({folder.path + "/"})) == names(folder, Walk({folder.path})));
}

BOOST_AUTO_TEST_CASE(named_files_are_taken_whatever_they_are_called) {
  const Folder folder;
  folder.file("c.pdf");
  folder.file(".hidden");
  BOOST_TEST(names(folder, Walk({folder("c.pdf"), "-", folder(".hidden"), folder("gone.txt")})) ==
             (Strings{"c.pdf", "-", ".hidden", "! gone.txt: No such file or directory"}));
}

BOOST_AUTO_TEST_CASE(links_do_not_lead_in_circles) {
  const Folder folder;
  folder.file("a/x.txt");
  fs::create_directory_symlink("..", folder("a/up"));
  fs::create_directory_symlink("a", folder("b"));
  fs::create_symlink("a/x.txt", folder("link.txt"));
  fs::create_symlink("nowhere", folder("broken.txt"));
  fs::create_symlink("nowhere", folder("broken"));
  fs::create_directory_symlink("self", folder("self"));
  BOOST_TEST(names(folder, Walk({folder.path})) ==
             (Strings{"a/x.txt", "! broken.txt: No such file or directory", "link.txt"}));
  // Named twice is walked twice.
  BOOST_TEST(names(folder, Walk({folder("a"), folder("b")})).size() >= 2U);
}

BOOST_AUTO_TEST_CASE(pipes_in_a_folder_are_left_alone) {
  const Folder folder;
  BOOST_REQUIRE(::mkfifo(folder("pipe.txt").c_str(), 0600) == 0);
  Walk walk({folder.path});
  BOOST_TEST(!walk.next());
  BOOST_TEST(walk.empty_folders() == Strings{folder.path});
}

BOOST_AUTO_TEST_CASE(unreadable_folders_are_told) {
  if (::geteuid() == 0) return;  // nothing is unreadable then
  const Folder folder;
  folder.file("a/x.txt");
  folder.file("b.txt");
  ::chmod(folder("a").c_str(), 0);
  BOOST_TEST(names(folder, Walk({folder.path})) == (Strings{"! a: Permission denied", "b.txt"}));
  ::chmod(folder("a").c_str(), 0700);
}

BOOST_AUTO_TEST_CASE(files_are_read_whole) {
  const Folder folder;
  std::string bytes;
  for (int i = 0; i < 300000; ++i) bytes += static_cast<char>(i * 7);
  folder.file("a", bytes);
  folder.file("empty", "");
  BOOST_TEST((*read_file(folder("a")) == bytes));
  BOOST_TEST(read_file(folder("empty"))->empty());
  // Says that its size is 0. A system in a folder of its own may have no /proc.
  if (const auto status = read_file("/proc/self/status")) BOOST_TEST(status->starts_with("Name:"));
  BOOST_TEST(read_file(folder("gone")).error().text() ==
             folder("gone") + ": No such file or directory");
  BOOST_TEST(read_file(folder.path).error().text() == folder.path + ": Is a directory");
  BOOST_TEST(read_file(folder("a"), 1000).error().text() ==
             folder("a") + ": larger than 1000 bytes");
  BOOST_TEST(read_file("/dev/zero", 1 << 20).error().text() == "/dev/zero: larger than 1 MiB");
}

BOOST_AUTO_TEST_CASE(results_come_in_order) {
  for (const std::size_t jobs : {1, 2, 7}) {
    int next = 0;
    std::vector<int> got;
    std::atomic<int> waiting = 0;
    std::atomic<int> most = 0;
    run_ordered(
        jobs,
        [&]() -> std::optional<int> {
          return next < 500 ? std::optional<int>(next++) : std::nullopt;
        },
        [&](int task) {
          most = std::max(most.load(), ++waiting);
          if (task % 50 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(3));
          return task * 2;
        },
        [&](int result) {
          --waiting;
          got.push_back(result);
          return true;
        });
    BOOST_REQUIRE(got.size() == 500U);
    for (int i = 0; i < 500; ++i) BOOST_REQUIRE(got[i] == 2 * i);
    BOOST_TEST(static_cast<std::size_t>(most) <= 4 * jobs + 1);
  }
}

BOOST_AUTO_TEST_CASE(who_takes_the_results_may_stop) {
  for (const std::size_t jobs : {1, 3}) {
    int next = 0;
    int got = 0;
    run_ordered(
        jobs, [&]() -> std::optional<int> { return next++; }, [](int task) { return task; },
        [&](int /*result*/) { return ++got < 20; });
    BOOST_TEST(got == 20);
    BOOST_TEST(next < 100);
  }
}

BOOST_AUTO_TEST_CASE(what_is_thrown_arrives) {
  for (const std::size_t jobs : {1, 3}) {
    int next = 0;
    BOOST_CHECK_THROW(run_ordered(
                          jobs, [&]() -> std::optional<int> { return next++; },
                          [](int task) {
                            if (task == 30) throw std::runtime_error("thirty");
                            return task;
                          },
                          [](int) { return true; }),
                      std::runtime_error);
    next = 0;
    BOOST_CHECK_THROW(
        run_ordered(
            jobs, [&]() -> std::optional<int> { return next++; }, [](int task) { return task; },
            [](int result) -> bool {
              if (result == 30) throw std::runtime_error("thirty");
              return true;
            }),
        std::runtime_error);
  }
}

BOOST_AUTO_TEST_CASE(nothing_to_do) {
  run_ordered(
      4, []() -> std::optional<int> { return std::nullopt; }, [](int task) { return task; },
      [](int) {
        BOOST_FAIL("no result was due");
        return true;
      });
}

BOOST_AUTO_TEST_SUITE_END()
