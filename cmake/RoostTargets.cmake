# One CMake target a folder, made by roost_add_library(); the link lines are the rules of inclusion.
#
# Headers are included as "<folder>/<Header>.h" ("common/Result.h", "server/http/Router.h"). A target sees such a
# folder only if it links to the folder's target: each target publishes an include root that holds nothing but a link to
# its own folder. So a forbidden include does not compile.

# roost_add_library(<target> FOLDER <path under src> SOURCES <file>... [LINK <target>...] [PRIVATE_LINK <target>...] [WIDGETS])
function(roost_add_library target)
  cmake_parse_arguments(ARG "WIDGETS" "FOLDER" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(${target} STATIC ${ARG_SOURCES})
  roost_publish_folder(${target} ${ARG_FOLDER})
  target_link_libraries(${target} PUBLIC Qt6::Core ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
  roost_use_precompiled_headers(${target} "${ARG_WIDGETS}")
endfunction()

# roost_add_header_library(<target> FOLDER <path> [LINK <target>...]): a folder of headers alone.
function(roost_add_header_library target)
  cmake_parse_arguments(ARG "" "FOLDER" "LINK" ${ARGN})
  add_library(${target} INTERFACE)
  set(root "${CMAKE_BINARY_DIR}/include/${target}")
  roost_link_folder("${root}" "${ARG_FOLDER}")
  target_include_directories(${target} INTERFACE "${root}")
  target_link_libraries(${target} INTERFACE Qt6::Core ${ARG_LINK})
endfunction()

# roost_add_program(<target> SOURCES <file>... [LINK <target>...] [WIDGETS])
function(roost_add_program target)
  cmake_parse_arguments(ARG "WIDGETS" "" "SOURCES;LINK" ${ARGN})
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE Qt6::Core ${ARG_LINK})
  roost_use_precompiled_headers(${target} "${ARG_WIDGETS}")
endfunction()

# roost_add_test(<TestClass> SOURCES <file>... [LINK <target>...] [LABELS <label>...] [TIMEOUT <s>] [WIDGETS])
# A Qt Test program that CTest runs. LABELS: unit, server, sync, gui, e2e.
function(roost_add_test target)
  cmake_parse_arguments(ARG "WIDGETS" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${target} ${ARG_SOURCES})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/bin")
  target_link_libraries(${target} PRIVATE Qt6::Core Qt6::Test ${ARG_LINK})
  target_compile_definitions(${target} PRIVATE
    ROOST_SOURCE_DIR="${CMAKE_SOURCE_DIR}" ROOST_BINARY_DIR="${CMAKE_BINARY_DIR}")
  roost_use_precompiled_headers(${target} "${ARG_WIDGETS}")
  add_test(NAME ${target} COMMAND ${target})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${target} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;ROOST_TEST_DATA=${CMAKE_SOURCE_DIR}/tests/data;ROOST_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endfunction()

function(roost_publish_folder target folder)
  set(root "${CMAKE_BINARY_DIR}/include/${target}")
  roost_link_folder("${root}" "${folder}")
  target_include_directories(${target} PUBLIC "${root}")
endfunction()

function(roost_link_folder root folder)
  get_filename_component(parent "${root}/${folder}" DIRECTORY)
  file(MAKE_DIRECTORY "${parent}")
  file(CREATE_LINK "${CMAKE_SOURCE_DIR}/src/${folder}" "${root}/${folder}" SYMBOLIC)
endfunction()

function(roost_use_precompiled_headers target widgets)
  if(widgets)
    target_link_libraries(${target} PRIVATE Qt6::Widgets)
    target_precompile_headers(${target} REUSE_FROM roost_pch_widgets)
  else()
    target_precompile_headers(${target} REUSE_FROM roost_pch_core)
  endif()
endfunction()
